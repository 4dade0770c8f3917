"""The addresses of signing; `urls` brings them."""

from django.urls import path

from alongside.agreements.views.signing import keeping, reading, room, signatory

urlpatterns = [
    path("sign/", room.main, name="sign_here"),
    path("sign/<str:token>/", signatory.sign, name="sign"),
    path("sign/<str:token>/decline/", signatory.decline, name="decline"),
    path("sign/<str:token>/pass-on/", signatory.pass_on, name="pass_on"),
    path("agreements/<slug:slug>/register/", reading.register, name="register"),
    path("agreements/<slug:slug>/register.json", reading.register_json, name="register_json"),
    path("agreements/<slug:slug>/bundle.zip", reading.take, name="bundle"),
    path("agreements/<slug:slug>/verify/", reading.check, name="verify"),
    path("agreements/<slug:slug>/<int:number>/text.pdf", reading.paper, name="paper"),
    path("agreements/<slug:slug>/<int:number>/signed.pdf", reading.sealed, name="sealed"),
    path("agreements/<slug:slug>/<int:number>/closing.pdf", reading.closing, name="closing"),
    path("agreements/<slug:slug>/ceremony/", room.ceremony, name="ceremony"),
    path("agreements/<slug:slug>/ceremony/wall/", room.wall, name="wall"),
    path("agreements/<slug:slug>/sign/", room.room, name="room"),
    path("agreements/<slug:slug>/signing/", keeping.table, name="signing"),
    path("agreements/<slug:slug>/signing/order/", room.order, name="order"),
    path("agreements/<slug:slug>/signing/ask-everybody/", keeping.ask_everybody, name="ask_everybody"),
    path("agreements/<slug:slug>/signing/join/", keeping.join, name="join"),
    path("agreements/<slug:slug>/signing/<uuid:party>/ask/", keeping.ask, name="ask"),
    path("agreements/<slug:slug>/signing/<uuid:party>/paper/", keeping.on_paper, name="on_paper"),
    path("agreements/<slug:slug>/signing/<uuid:party>/leave/", keeping.withdraw, name="withdraw"),
    path("agreements/<slug:slug>/signing/invitations/<uuid:invitation>/again/", keeping.ask_again, name="ask_again"),
    path("agreements/<slug:slug>/signing/invitations/<uuid:invitation>/take-back/", keeping.take_back, name="take_back"),
]
