using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Grains.Identities;

/// <summary>Templates that an enrolment adds to a person.</summary>
internal static class NewTemplates
{
    // The same photo in a batch of another size differs in the last bits; two photos of one person have distances of 0.1 and more.
    private const double SamePhoto = 1e-7;

    /// <summary>One template per encoding, without those of photos that the person, or an earlier crop, has already.</summary>
    /// <param name="encodings">Of each crop 128 floats with L2 norm 1.</param>
    /// <param name="before">The person's record; null: a new person.</param>
    public static List<Template> From(
        IReadOnlyList<AlignedFace> crops, IReadOnlyList<float[]> encodings, string modelVersion, IdentityRecord? before, DateTimeOffset now)
    {
        var known = (before?.Templates ?? [])
            .Where(t => t.ModelVersion == modelVersion)
            .Select(t => TemplateBytes.ToEncodings(t.Encoding))
            .ToList();
        var added = new List<Template>();
        foreach (var (crop, encoding) in crops.Zip(encodings))
        {
            if (!known.Exists(k => FaceEncoding.SquaredDistance(k, encoding) < SamePhoto))
            {
                known.Add(encoding);
                var quality = crop.Evidence is { QualityJudged: true } seen ? seen.Quality : (double?)null;
                added.Add(new Template(TemplateBytes.FromEncoding(encoding), modelVersion, quality, now, crop.Name));
            }
        }

        return added;
    }
}
