"""The audit (rule 43): whether anybody's answer follows from all that is shown, taken together."""

from metrics.protection.audit.auditing import Audited, audit

__all__ = ["Audited", "audit"]
