"""Effect sizes of a change: Hedges' g_av, and those of ranks. Positive means trust rose.

These functions take clean arrays. `metrics.statistics` has the ones that take any.
"""

from metrics.statistics.effects.columns import EFFECTS, effect_of, effects_of
from metrics.statistics.effects.effect import Effect

__all__ = ["EFFECTS", "Effect", "effect_of", "effects_of"]
