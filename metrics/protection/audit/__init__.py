"""The audit (rule 43): whether anybody's answer follows from all that is shown, taken together."""

from metrics.protection.audit.admission import admit_later_pairs, admit_statistics
from metrics.protection.audit.auditing import Audited, Open, audit

__all__ = ["Audited", "Open", "admit_later_pairs", "admit_statistics", "audit"]
