namespace FaceGrid.Cli.Evaluation;

/// <summary>An open-set 1:K experiment: whom to enrol, and which photos to ask about.</summary>
/// <param name="Enrolments">The photos that each person is enrolled with.</param>
/// <param name="Mated">Other photos of the same people.</param>
/// <param name="Strangers">Photos of people who are not enrolled.</param>
internal sealed record OpenSetPlan(
    IReadOnlyList<(string Person, IReadOnlyList<string> Photos)> Enrolments,
    IReadOnlyList<(string Person, string Photo)> Mated,
    IReadOnlyList<(string Person, string Photo)> Strangers)
{
    /// <summary>Everybody's first photos are enrolled and the others asked about; every photo of a stranger is asked about.</summary>
    /// <param name="enrolled">Photos to enrol of each person; somebody with no photo left over is enrolled all the same.</param>
    public static OpenSetPlan Of(
        IReadOnlyList<(string Person, List<string> Photos)> known, IReadOnlyList<(string Person, List<string> Photos)> strangers, int enrolled) => new(
        [.. known.Select(p => (p.Person, (IReadOnlyList<string>)[.. p.Photos.Take(enrolled)]))],
        [.. known.SelectMany(p => p.Photos.Skip(enrolled).Select(photo => (p.Person, photo)))],
        [.. strangers.SelectMany(p => p.Photos.Select(photo => (p.Person, photo)))]);
}
