"""Django wants this package; the tags are in :mod:`probata.workbench.templatetags.probata`."""
