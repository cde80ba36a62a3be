using System.Globalization;
using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Grains.Recognition;

/// <summary>
/// The majority vote of a burst. More than half of the frames that can be decided must have one outcome and one identity; otherwise the
/// frames are in conflict. Where liveness is judged, more than half of the frames must be live first: the few good frames of a print
/// whose score varies around the threshold do not count. The predicted FPIR is that of a single frame; to be accepted, a stranger must be
/// taken for one and the same person in most frames.
/// </summary>
internal static class BurstVote
{
    public static BurstAnswer Count(string name, IReadOnlyList<RecognitionAnswer> frames)
    {
        var decided = frames.Where(f => f is not CannotDecide).ToList();
        var undecided = frames.OfType<CannotDecide>().ToList();
        var spoofs = undecided.FindAll(f => f.ReasonCode == UndecidedReason.NotLive);
        if (spoofs.Count > 0 && spoofs.Count >= decided.Count)
        {
            var all = spoofs.Count + decided.Count;
            return new BurstAnswer(
                spoofs[0] with { Probe = name, ReasonText = Text($"{spoofs.Count} of {all} frames are not live; {spoofs[0].ReasonText}") },
                spoofs.Count,
                decided.Count,
                frames);
        }

        if (decided.Count < BurstRequest.MinFrames)
        {
            var commonest = undecided.GroupBy(f => f.ReasonCode).MaxBy(g => g.Count())!.First();
            var text = Text($"only {decided.Count} of {frames.Count} frames could be decided on; most often: {commonest.ReasonText}");
            return new BurstAnswer(new CannotDecide(name, frames[0].Basis, commonest.ReasonCode, text), 0, decided.Count, frames);
        }

        var winner = decided
            .GroupBy(f => f.Identity)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .First()
            .OrderBy(f => f.Distance)
            .ToList();
        if (winner.Count * 2 <= decided.Count)
        {
            var names = decided.OfType<Recognized>().Select(f => f.Match.Identity).Distinct(
                StringComparer.Ordinal).Order(StringComparer.Ordinal);
            var text = $"the frames disagree: {string.Join(", ", names)}";
            return new BurstAnswer(
                new CannotDecide(name, decided[0].Basis, UndecidedReason.Conflict, text), winner.Count, decided.Count, frames);
        }

        return new BurstAnswer(winner[winner.Count / 2] with { Probe = name }, winner.Count, decided.Count, frames);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
