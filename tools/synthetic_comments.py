"""Invented answers to the open question of the sample edition, in the languages that people would write them in."""

from __future__ import annotations

BEFORE = (
    "Regular meetings, not only when something has gone wrong.",
    "لقاءات دورية بين الطرفين",
    "نقطة اتصال واضحة لدى كل طرف",
    "دانیشتنی بەردەوام لە نێوان هەردوو لادا",
    "أن نعرف من المسؤول عن متابعة الشكاوى",
    "A reply to every letter within two weeks.",
    "تدريب مشترك على حقوق الإنسان",
    "گوێگرتن لە یەکتر پێش بڕیاردان",
    "الاستماع إلى المشكلات قبل أن تكبر",
    "أن يشرح كل طرف ما الذي يحتاج إليه من الآخر",
)
"""What people wrote in the first round."""

AFTER = (
    "متابعة ما اتفقنا عليه اليوم بموعد محدد",
    "Share the action points in writing.",
    "کۆبوونەوەی دووەم پێش کۆتایی ساڵ",
    "أن يستمر هذا الحوار في المحافظات أيضاً",
    "لجنة صغيرة من الطرفين تجتمع كل شهر",
    "دانانی کەسێک بۆ پەیوەندیکردن",
    "نفس الأشخاص في كل لقاء حتى نعرف بعضنا",
    "توضيح الخطوات القادمة، فما زلنا لا نعرف ما الذي سيتغير",
    "More time for small groups.",
)
"""What people wrote in the second round."""
