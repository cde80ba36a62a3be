using System.Globalization;
using FaceGrid.Tests;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Detection;
using FaceGrid.Vision.Weights;
using Xunit.Abstractions;

namespace FaceGrid.Vision.Tests.Faces.Detection;

/// <summary>Detection, alignment and recognition of all 591 photos.</summary>
public sealed class LfwDetectionTests(ITestOutputHelper output)
{
    private const string Encoder = "models/mobilefacenet-112x112.safetensors";
    private const string Given = "reference/lfw112-encodings.safetensors";
    private const string GivenNames = "reference/lfw112-encodings.txt";

    [SharedTheory(Lfw250.Folder, Lfw250.Mtcnn, Lfw250.Tiny, Lfw250.Landmarks)]
    [InlineData(MtcnnDetector.WeightsName, 591)]
    [InlineData(TinyFaceDetector.WeightsName, 590)]
    public void Locate_EveryPhoto_FindsTheLabelledFace(string detector, int measured)
    {
        var located = Lfw250.Located(detector);

        Assert.Equal(Lfw250.Count, located.Count);
        output.WriteLine("not found: " + string.Join(", ", located.Where(l => l.Face is null).Select(l => Lfw250.NameOf(l.Path))));

        // 99.5 % is required; differences in JPEG decoding may change one photo.
        var found = located.Count(l => l.Face is not null);
        Assert.InRange(found, measured - 1, Lfw250.Count);
        Assert.True(found >= 0.995 * located.Count);
    }

    /// <summary>Distance between encodings with this alignment and with the alignment of the encoder's publication.</summary>
    [SharedTheory(Lfw250.Folder, Lfw250.Mtcnn, Lfw250.Tiny, Lfw250.Landmarks, Encoder, Given, GivenNames)]
    [InlineData(MtcnnDetector.WeightsName, 0.0442, 0.036, 0.281)]
    [InlineData(TinyFaceDetector.WeightsName, 0.0611, 0.053, 0.278)]
    public void Align_PhotosInBothSets_EncodingsLieNearThoseOfTheGivenAlignment(string detector, double mean, double median, double most)
    {
        using var reference = SafeTensorsFile.Open(SharedFiles.PathOf(Given));
        var given = reference.ReadFloats("encodings_112x112");
        var rows = File.ReadLines(SharedFiles.PathOf(GivenNames)).Select((name, row) => (name, row)).ToDictionary(r => r.name, r => r.row);
        var both = Lfw250.Located(detector).Where(l => l.Face is not null && rows.ContainsKey(Lfw250.NameOf(l.Path))).ToArray();
        using var encoder = FaceEncoder.Load(SharedFiles.PathOf(Encoder));

        var encodings = encoder.Encode([.. both.Select(b => b.Face!.Aligned)]);

        var distances = both.Select((b, i) => (double)FaceEncoding.SquaredDistance(
            encodings[i], given.AsSpan(rows[Lfw250.NameOf(b.Path)] * FaceEncoding.Dimension, FaceEncoding.Dimension))).Order().ToArray();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{detector}: {distances.Length} photos, mean {distances.Average():F4}, median {distances[distances.Length / 2]:F4}, max "
                + $"{distances[^1]:F3}"));
        Assert.InRange(distances.Length, 469, 471);
        Assert.InRange(distances.Average(), 0, mean * 1.05);
        Assert.InRange(distances[distances.Length / 2], 0, median * 1.05);
        Assert.InRange(distances[^1], 0, most * 1.15);
    }

    /// <summary>One photo of each of 120 people is enrolled; all their other photos are probes.</summary>
    [SharedTheory(Lfw250.Folder, Lfw250.Mtcnn, Lfw250.Tiny, Lfw250.Landmarks, Encoder)]
    [InlineData(MtcnnDetector.WeightsName)]
    [InlineData(TinyFaceDetector.WeightsName)]
    public void Recognise_OnePhotoEnrolledOfEach_NearestIsRightFor98Percent(string detector)
    {
        var known = Lfw250.Located(detector).Where(
            l => l.Path.Contains("/known/", StringComparison.Ordinal) && l.Face is not null).ToArray();
        using var encoder = FaceEncoder.Load(SharedFiles.PathOf(Encoder));
        var people = known.Zip(encoder.Encode([.. known.Select(k => k.Face!.Aligned)]))
            .GroupBy(k => Path.GetDirectoryName(k.First.Path)!, k => k.Second).ToDictionary(g => g.Key, g => g.ToArray());

        var (right, asked) = (0, 0);
        foreach (var (person, encodings) in people)
        {
            foreach (var probe in encodings.Skip(1))
            {
                asked++;
                right += people.MinBy(p => FaceEncoding.SquaredDistance(probe, p.Value[0])).Key == person ? 1 : 0;
            }
        }

        output.WriteLine($"{detector}: rank-1 {right} of {asked}");
        Assert.Equal(120, people.Count);
        Assert.InRange(asked, 350, 351);
        Assert.True(right >= 0.98 * asked, $"{right} of {asked}");
    }
}
