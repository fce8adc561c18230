"""The audit (rule 43): whether anybody could be told from all that is shown, taken together."""

from metrics.protection.audit.auditing import Asides, Audited, audit

__all__ = ["Asides", "Audited", "audit"]
