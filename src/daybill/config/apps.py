from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "daybill.config"
    label = "config"
