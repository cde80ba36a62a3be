namespace FaceGrid.Cli.Evaluation;

/// <summary>An open-set 1:K experiment: enrolments and probes.</summary>
/// <param name="Enrolments">Enrolment photos of each person.</param>
/// <param name="Mated">Mated probes: other photos of the enrolled people.</param>
/// <param name="Strangers">Non-mated probes: photos of people who are not enrolled.</param>
internal sealed record OpenSetPlan(
    IReadOnlyList<(string Person, IReadOnlyList<string> Photos)> Enrolments,
    IReadOnlyList<(string Person, string Photo)> Mated,
    IReadOnlyList<(string Person, string Photo)> Strangers)
{
    /// <summary>
    /// Uses the first photos of each known person for enrolment and the others as probes; all photos of strangers are probes.
    /// </summary>
    /// <param name="known">People to enrol.</param>
    /// <param name="strangers">People who are not enrolled.</param>
    /// <param name="enrolled">Enrolment photos per person; people without further photos are enrolled too.</param>
    public static OpenSetPlan Of(
        IReadOnlyList<(string Person, List<string> Photos)> known,
        IReadOnlyList<(string Person, List<string> Photos)> strangers,
        int enrolled) => new(
        [.. known.Select(p => (p.Person, (IReadOnlyList<string>)[.. p.Photos.Take(enrolled)]))],
        [.. known.SelectMany(p => p.Photos.Skip(enrolled).Select(photo => (p.Person, photo)))],
        [.. strangers.SelectMany(p => p.Photos.Select(photo => (p.Person, photo)))]);
}
