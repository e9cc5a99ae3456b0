"""Addresses of this app: the guide's contents with its search, and one page a topic."""

from django.urls import path

from bantuan import views

urlpatterns = [
    path("bantuan/", views.bantuan, name="bantuan"),
    path("bantuan/<slug:slug>/", views.topik, name="bantuan_topik"),
]
