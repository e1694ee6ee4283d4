"""Buttons about who is who: who joined, which code may be used, who is still in office."""

from datetime import date

from data.enums import Role
from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import Id, Mark, Page


class ShowJoining(Payload, verb="joined"):
    """Button that shows who used an invitation."""

    invitation_id: Id


class VouchFor(Payload, verb="vouch"):
    """Button that says that who used an invitation is the right person."""

    invitation_id: Id


class VouchForAll(Payload, verb="vouchall"):
    """Button that says so of all people in a message."""

    notice_id: Id


class RevokeJoining(Payload, verb="revoke"):
    """Button that revokes who used an invitation."""

    invitation_id: Id


class ApproveInvitation(Payload, verb="approve"):
    """Button by which a second administrator agrees to a code."""

    invitation_id: Id


class CancelInvitation(Payload, verb="cancelcode"):
    """Button by which a second administrator cancels a code."""

    invitation_id: Id


class StayInOffice(Payload, verb="still"):
    """Button by which an officer says that they are still in office."""

    officer_id: Id


class AskLeaving(Payload, verb="notstill"):
    """Button by which an officer says that they are no longer in office; it asks once more."""

    officer_id: Id


class LeaveOffice(Payload, verb="leaveoffice"):
    """Button that closes the officer's own identity, on the day (Viet Nam) on which it was shown."""

    officer_id: Id
    shown_on: date


class AskDismissal(Payload, verb="askdismiss"):
    """Button by which an administrator ends another's office; it asks once more."""

    officer_id: Id


class DismissOfficer(Payload, verb="dismiss"):
    """Button that ends another's office, on the day (Viet Nam) on which it was shown."""

    officer_id: Id
    shown_on: date


class MakeInvitations(Payload, verb="makecodes"):
    """Button that makes the codes of the people who were shown with it."""

    mark: Mark


class MakeOverseers(Payload, verb="makeoverseers"):
    """Button that makes them although some see all agencies from outside the standing body."""

    mark: Mark


class ListInvitations(Payload, verb="codes"):
    """Button that shows a page of the codes that nobody has used."""

    page: Page = 0


class ShowInvitation(Payload, verb="codeof"):
    """Button that shows one of them."""

    invitation_id: Id


class RenewInvitation(Payload, verb="renewcode"):
    """Button that gives an invitation another code."""

    invitation_id: Id


class ListOfficers(Payload, verb="people"):
    """Button that shows a page of the officers, of all agencies or of one."""

    page: Page = 0
    agency_id: Id | None = None


class ShowOfficer(Payload, verb="person"):
    """Button that shows an officer: where they are linked, and what can be changed."""

    officer_id: Id


class AskName(Payload, verb="askname"):
    """Button that asks for another name of an officer."""

    officer_id: Id


class AskRole(Payload, verb="askrole"):
    """Button that offers the other roles."""

    officer_id: Id


class AskAgency(Payload, verb="askagency"):
    """Button that asks to which agency an officer goes."""

    officer_id: Id


class ProposeTransfer(Payload, verb="moveto"):
    """Button that shows what follows when an officer goes to a role and an agency."""

    officer_id: Id
    role: Role
    agency_id: Id


class TransferOfficer(Payload, verb="move"):
    """Button that lets an officer go to a role and an agency, on the day (Viet Nam) on which it was shown."""

    officer_id: Id
    role: Role
    agency_id: Id
    shown_on: date


class AskReplacement(Payload, verb="asknewphone"):
    """Button that explains the code by which an officer comes in on another telephone, or in another role."""

    officer_id: Id
    role: Role


class InviteReplacement(Payload, verb="newphone"):
    """Button that makes this code."""

    officer_id: Id
    role: Role


class SendMyData(Payload, verb="mydata"):
    """Button that sends an officer all that is kept of them."""


class AskErasure(Payload, verb="askerase"):
    """Button by which an officer asks to be erased; it asks once more."""

    officer_id: Id


class EraseMe(Payload, verb="eraseme"):
    """Button that erases the officer, on the day (Viet Nam) on which it was shown."""

    officer_id: Id
    shown_on: date


class ListRequests(Payload, verb="joinasks"):
    """Button that shows a page of those who ask to be let in."""

    page: Page = 0


class LetIn(Payload, verb="letin"):
    """Button that lets somebody in who asked."""

    request_id: Id


class TurnAway(Payload, verb="turnaway"):
    """Button that does not let somebody in."""

    request_id: Id


class AskAbsence(Payload, verb="askaway"):
    """Button that asks until when an officer is away."""

    officer_id: Id


class Deputise(Payload, verb="deputy"):
    """Button that lets an officer be away until a day (Viet Nam), with a deputy; `NOBODY` for none."""

    officer_id: Id
    deputy_id: Id
    until: date


class AskDeputyName(Payload, verb="askdeputy"):
    """Button that asks who is invited to stand in for an officer until a day (Viet Nam)."""

    officer_id: Id
    until: date


class EndAbsence(Payload, verb="back"):
    """Button by which an officer who was away is there again."""

    officer_id: Id
