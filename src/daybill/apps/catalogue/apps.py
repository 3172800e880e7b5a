from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "daybill.apps.catalogue"
    label = "catalogue"
