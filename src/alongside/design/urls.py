from django.urls import URLPattern, path

from alongside.design import views

app_name = "design"
urlpatterns: list[URLPattern] = [
    path("", views.show_gallery, name="gallery"),
    path("place-<slug:colour>.css", views.place_css, name="place_css"),
]
