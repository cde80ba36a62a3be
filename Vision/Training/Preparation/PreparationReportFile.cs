using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>Writes a report into the prepared folder: <c>preparation.json</c> for programs, <c>preparation.txt</c> for people.</summary>
public static class PreparationReportFile
{
    /// <summary>File name of the report as JSON.</summary>
    public const string JsonName = "preparation.json";

    /// <summary>File name of the report as text.</summary>
    public const string TextName = "preparation.txt";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The report as text, several lines.</summary>
    public static string Text(PreparationReport report)
    {
        var text = new StringBuilder();
        void Part(FormattableString part) => text.Append(FormattableString.Invariant(part));
        void Line(FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
        Line($"{report.Output}: {report.People} people, {report.Photos} photos ({report.Seconds:F0} s)");
        foreach (var s in report.Sources)
        {
            Part($"{s.Folder}: {s.People} people, {s.Photos} photos, {s.Faces} faces; ");
            Line($"{s.Faceless} without a face, {s.Unreadable} unreadable, {s.Exchanged} with red and blue exchanged");
        }

        if (report.Strays.Count > 0)
        {
            Line($"{report.Strays.Count} photos left out that are far from the rest of their person");
        }

        if (report.Merged.Count > 0)
        {
            var merged = report.Merged.Select(m => FormattableString.Invariant($"{m.Merged} into {m.Kept} ({m.Distance:F2})"));
            Line($"{report.Merged.Count} folders merged: {string.Join(", ", merged)}");
        }

        if (report.NearestPeople is { } near)
        {
            Line($"nearest two people left: {near.First} and {near.Second} ({near.Distance:F2})");
        }

        if (report.Apart is { } apart)
        {
            var faceless = apart.Faceless > 0 ? FormattableString.Invariant($", {apart.Faceless} more without a face") : "";
            Part($"apart from {apart.Set} ({apart.Photos} photos{faceless}, {apart.Model}): {apart.Dropped.Count} people dropped ");
            Line($"whose mean was nearer than {apart.MeanNearerThan:F2} or a photo nearer than {apart.NearerThan:F2}");
            Line($"left: the smallest distance of a mean is {apart.SmallestMeanDistance:F3}, of a photo {apart.SmallestPhotoDistance:F3}");
        }

        if (report.PeopleWithOnePhoto > 0)
        {
            Line($"{report.PeopleWithOnePhoto} people have one photo only: they serve as negatives");
        }

        foreach (var photo in report.Unreadable.Take(10))
        {
            Line($"unreadable: {photo.Path}: {photo.Reason}");
        }

        return text.ToString().TrimEnd('\n');
    }

    internal static void Write(string folder, PreparationReport report)
    {
        File.WriteAllText(Path.Combine(folder, JsonName), JsonSerializer.Serialize(report, Json));
        File.WriteAllText(Path.Combine(folder, TextName), Text(report) + "\n");
    }
}
