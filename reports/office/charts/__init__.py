"""Native charts and tables of Office, made from the figures: what a presentation or a document holds can be edited."""

from reports.office.charts.alike import Native, native_of
from reports.office.charts.matrix import Matrix, MatrixCell
from reports.office.charts.place import NativeChart, Place

__all__ = ["Matrix", "MatrixCell", "Native", "NativeChart", "Place", "native_of"]
