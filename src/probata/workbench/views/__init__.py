"""The pages, a module an area. Each has its own ``urlpatterns``; :mod:`probata.workbench.urls` puts them together."""
