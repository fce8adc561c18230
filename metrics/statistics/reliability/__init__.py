"""How well items measure one thing: Cronbach's alpha, McDonald's omega total, and each item's part in them."""

from metrics.statistics.reliability.alpha import Alpha, cronbach_alpha, feldt_interval
from metrics.statistics.reliability.cases import CompleteCases
from metrics.statistics.reliability.omega import Omega, mcdonald_omega

__all__ = ["Alpha", "CompleteCases", "Omega", "cronbach_alpha", "feldt_interval", "mcdonald_omega"]
