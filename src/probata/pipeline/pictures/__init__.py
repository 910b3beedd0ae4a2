"""From the records of a desk to the data of pictures, which :mod:`probata.pictures` draws.

``href`` gives the address of a record's page by its id, and of the list of incidents for the empty id.
"""

from probata.pipeline.pictures.flow import Counted, flow_of
from probata.pipeline.pictures.places import map_of
from probata.pipeline.pictures.timeline import Grouping, timeline_of, timeline_of_incident

__all__ = ["Counted", "Grouping", "flow_of", "map_of", "timeline_of", "timeline_of_incident"]
