using System.Globalization;
using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Grains.Recognition;

/// <summary>
/// More than half of the frames that can be decided must agree, on a person or on nobody; otherwise the burst is in
/// conflict. Where liveness is judged, more than half of the frames must be live first: a print that flickers above the
/// threshold now and then does not get its few good frames counted. The predicted FPIR is that of a single frame; a
/// stranger must pass for the same person in most of them.
/// </summary>
internal static class BurstVote
{
    public static BurstAnswer Count(string name, IReadOnlyList<RecognitionAnswer> frames)
    {
        var decided = frames.Where(f => f.Outcome != Outcome.CannotDecide).ToList();
        var spoofs = frames.Where(f => f.Why == UndecidedReason.NotLive).ToList();
        if (spoofs.Count > 0 && spoofs.Count >= decided.Count)
        {
            return new BurstAnswer(
                Undecided(name, spoofs[0], UndecidedReason.NotLive, Text($"{spoofs.Count} of {spoofs.Count + decided.Count} frames are not live; {spoofs[0].Reason}")),
                spoofs.Count,
                decided.Count,
                frames);
        }

        if (decided.Count < BurstRequest.MinFrames)
        {
            var commonest = frames.Where(f => f.Outcome == Outcome.CannotDecide).GroupBy(f => f.Why).MaxBy(g => g.Count())!.First();
            return new BurstAnswer(
                Undecided(name, frames[0], commonest.Why, Text($"only {decided.Count} of {frames.Count} frames could be decided on; most often: {commonest.Reason}")),
                0,
                decided.Count,
                frames);
        }

        var winner = decided
            .GroupBy(f => (f.Outcome, f.Identity))
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key.Identity, StringComparer.Ordinal)
            .First()
            .OrderBy(f => f.Distance)
            .ToList();
        if (winner.Count * 2 <= decided.Count)
        {
            var names = decided.Where(f => f.Identity is not null).Select(f => f.Identity!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            return new BurstAnswer(
                Undecided(name, decided[0], UndecidedReason.Conflict, $"the frames disagree: {string.Join(", ", names)}"), winner.Count, decided.Count, frames);
        }

        var median = winner[winner.Count / 2];
        return new BurstAnswer(median with { Probe = name }, winner.Count, decided.Count, frames);
    }

    private static RecognitionAnswer Undecided(string name, RecognitionAnswer like, UndecidedReason? why, string reason) =>
        like with { Probe = name, Outcome = Outcome.CannotDecide, Identity = null, Distance = null, Margin = null, Candidates = [], Why = why, Reason = reason };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
