namespace FaceGrid.Grains.Tests.Histories;

/// <summary>One operation of a history, with the logical times of its call and its return.</summary>
/// <param name="Gallery">Of an enrolment or recognition; -1: none.</param>
/// <param name="Template">Number of the template that is enrolled, or that the probe shows; -1: none.</param>
/// <param name="Called">Time of the call.</param>
/// <param name="Returned">Null: it failed, so it may take effect at any time after the call, or never.</param>
/// <param name="Found">Of a recognition: whether the person was recognised.</param>
internal sealed record PersonEvent(
    PersonOperationKind Kind, int Gallery, int Template, long Called, long? Returned, bool Found = false)
{
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Called,4} to {(Returned is { } at ? at.ToString(System.Globalization.CultureInfo.InvariantCulture) : "?"),4}: {Kind}"
        + $"{(Gallery < 0 ? "" : $" in gallery {Gallery}, template {Template}")}"
        + $"{(Kind is PersonOperationKind.Recognize ? $" -> {(Found ? "recognised" : "not recognised")}" : "")}");
}
