from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "daybill.api"
    label = "api"
