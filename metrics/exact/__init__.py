"""Exact rank tests: the conditional null distribution given the observed ties and zeros, at every n."""

from metrics.exact.mann_whitney import rank_sum
from metrics.exact.result import ExactTest
from metrics.exact.wilcoxon import signed_rank

__all__ = ["ExactTest", "rank_sum", "signed_rank"]
