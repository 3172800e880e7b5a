from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "daybill.apps.sources"
    label = "sources"
