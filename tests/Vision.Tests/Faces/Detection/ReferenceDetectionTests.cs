using FaceGrid.Tests;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Detection;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Faces.Detection;

/// <summary>Compares boxes and landmarks on 50 photos with the same networks in PyTorch, NumPy and Pillow.</summary>
public sealed class ReferenceDetectionTests : IDisposable
{
    private const double MostPixels = 2;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedPythonFact(Lfw250.Folder, Lfw250.Mtcnn)]
    public void Mtcnn_FiftyPhotos_BoxesAndLandmarksLieWithinTwoPixels() => Compare(
        MtcnnDetector.WeightsName,
        5,
        """
        w = read(args[0])
        for path in args[2:]:
            boxes, points = mtcnn(w, photo(path))
            found.append(np.concatenate([boxes, points.reshape(-1, 10)], 1))
        answer(*found)
        """);

    [SharedPythonFact(Lfw250.Folder, Lfw250.Tiny, Lfw250.Landmarks)]
    public void TinyFaceDetectorWithLandmarks_FiftyPhotos_BoxesAndLandmarksLieWithinTwoPixels() => Compare(
        TinyFaceDetector.WeightsName,
        68,
        """
        w, l = read(args[0]), read(args[1])
        for path in args[2:]:
            image = photo(path)
            boxes = tiny_faces(w, image)
            points = [landmarks_in(l, image, box[:4]).ravel() for box in boxes]
            found.append(np.concatenate([boxes, np.array(points).reshape(len(boxes), 136)], 1))
        answer(*found)
        """);

    /// <summary>
    /// The faces of both sides correspond one to one; only a face at the score threshold may be on one side only.
    /// </summary>
    private void Compare(string detector, int points, string script)
    {
        // As PNG, so that both sides have the same pixels independently of the JPEG decoder.
        var all = Lfw250.Photos();
        var files = Enumerable.Range(0, 50).Select(i =>
        {
            var file = _folder.File($"{i:D2}.png");
            File.WriteAllBytes(file, ImageCodec.EncodePng(ImageCodec.Load(all[i * all.Length / 50])));
            return file;
        }).ToArray();
        var reference = ReferenceNetworks.Run(
            "found = []\n" + script, [SharedFiles.PathOf($"models/{detector}.safetensors"),
                SharedFiles.PathOf(Lfw250.Landmarks), .. files]);
        using var locator = Lfw250.Open(detector);

        var (compared, alone) = (0, 0);
        for (var i = 0; i < files.Length; i++)
        {
            var width = 5 + (2 * points);
            var expected = reference[i].Chunk(width).Where(r => Math.Min(r[2] - r[0], r[3] - r[1]) >= FaceCrop.MinSide).ToList();
            var actual = locator.Locate(ImageCodec.Load(files[i]), files[i]);
            foreach (var face in actual)
            {
                var other = expected.Find(r => BoxOverlap.OverUnion(face.Box, new FaceBox(r[0], r[1], r[2] - r[0], r[3] - r[1])) > 0.7);
                if (other is null)
                {
                    alone++;
                    continue;
                }

                compared++;
                expected.Remove(other);
                Assert.Equal(other[0], face.Box.X, MostPixels);
                Assert.Equal(other[1], face.Box.Y, MostPixels);
                Assert.Equal(other[2], face.Box.X + face.Box.Width, MostPixels);
                Assert.Equal(other[3], face.Box.Y + face.Box.Height, MostPixels);
                Assert.Equal(other[4], face.Score, 0.02);
                Assert.Equal(points, face.Landmarks!.Points.Count);
                for (var p = 0; p < points; p++)
                {
                    Assert.Equal(other[5 + (2 * p)], face.Landmarks.Points[p].X, MostPixels);
                    Assert.Equal(other[6 + (2 * p)], face.Landmarks.Points[p].Y, MostPixels);
                }
            }

            alone += expected.Count;
        }

        Assert.True(compared >= 50, $"{compared} faces compared");
        Assert.True(alone <= 1, $"{alone} faces on one side only");
    }
}
