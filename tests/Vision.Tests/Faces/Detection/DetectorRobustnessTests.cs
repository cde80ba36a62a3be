using FaceGrid.Tests;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Detection;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Tests.Faces.Detection;

/// <summary>Unusual photos: tiny, narrow, huge, truncated faces, and rotated storage.</summary>
public sealed class DetectorRobustnessTests
{
    private const string Photo = "data/lfw250/known/Aaron_Peirsol/Aaron_Peirsol_0001.jpg";

    [SharedTheory(Lfw250.Mtcnn, Lfw250.Tiny, Lfw250.Landmarks)]
    [InlineData(MtcnnDetector.WeightsName)]
    [InlineData(TinyFaceDetector.WeightsName)]
    public void Locate_PictureOfAnyShapeWithoutAFace_FindsNothing(string detector)
    {
        using var locator = Lfw250.Open(detector);
        foreach (var (width, height) in new[] { (1, 1), (16, 16), (1, 2000), (2000, 1), (3, 700), (11, 12), (33, 65), (5000, 20) })
        {
            Assert.Empty(locator.Locate(new RgbImage(width, height), "black"));

            var noise = new RgbImage(width, height);
            new Random(3).NextBytes(noise.Pixels);
            Assert.All(locator.Locate(noise, "noise"), f => Assert.True(double.IsFinite(f.Box.X + f.Box.Width) && f.Score is > 0 and <= 1));
        }
    }

    /// <summary>
    /// All faces of 64 (tiny detector: 120) to 500 pixels in one photo of 12 megapixels are detected, in bounded memory.
    /// </summary>
    [SharedTheory(Lfw250.Folder, Lfw250.Mtcnn, Lfw250.Tiny, Lfw250.Landmarks)]
    [InlineData(MtcnnDetector.WeightsName, 160)]
    [InlineData(TinyFaceDetector.WeightsName, 300)]
    public void Locate_TwelveMegapixelsWithFacesOfManySizes_FindsThemInBoundedMemory(string detector, int smallest)
    {
        var (photo, places) = Scene(4000, 3000, [smallest, 400, 800, 1300]);
        using var locator = Lfw250.Open(detector);
        locator.Locate(photo, "scene");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var faces = locator.Locate(photo, "scene");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // All allocations of the call on its thread, most of which are short-lived: the pyramid, a third of the photo, and the
        // working copies.
        Assert.InRange(allocated, 0, 250L << 20);
        var missed = places.Where(place => !faces.Any(f => Holds(f.Box, place.X + (place.Width / 2), place.Y + (place.Height / 2))
            && f.Box.Width < place.Width && f.Box.Width > place.Width / 6)).ToArray();
        Assert.True(missed.Length == 0, $"{missed.Length} of {places.Count} missed, the first at {missed.FirstOrDefault()}");
        Assert.InRange(faces.Count, places.Count, places.Count + 3);
    }

    /// <summary>A face is detected where the photo's border cuts off the forehead, chin or a cheek.</summary>
    [SharedTheory(Photo, Lfw250.Mtcnn, Lfw250.Tiny, Lfw250.Landmarks)]
    [InlineData(MtcnnDetector.WeightsName)]
    [InlineData(TinyFaceDetector.WeightsName)]
    public void Locate_FaceAtTheBorder_IsFoundAndAlignedWithBlackBeyond(string detector)
    {
        using var locator = Lfw250.Open(detector);
        var photo = ImageCodec.Load(SharedFiles.PathOf(Photo));
        var whole = Lfw250.Central(locator.Locate(photo, Photo))!;
        foreach (var (x, y, width, height) in new[] { (85, 0, 165, 250), (0, 0, 162, 250), (0, 85, 250, 165), (0, 0, 250, 172) })
        {
            var face = Assert.Single(locator.Locate(ImageOps.Crop(photo, x, y, width, height), "cut"));

            foreach (var (expected, actual) in whole.Landmarks!.Five.Zip(face.Landmarks!.Five))
            {
                Assert.InRange(Math.Abs(expected.X - x - actual.X) + Math.Abs(expected.Y - y - actual.Y), 0, 12);
            }
        }
    }

    [SharedTheory(Photo, Lfw250.Mtcnn)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public void Locate_PhotoStoredOnItsSide_IsFoundWhereTheUprightOneHasIt(int orientation)
    {
        var upright = ImageCodec.Load(SharedFiles.PathOf(Photo));

        // The stored image of a rotated camera: applying the orientation must give the upright photo.
        var stored = ImageOps.Orient(upright, orientation switch { 6 => 8, 8 => 6, _ => orientation });
        var jpeg = ImageCodec.EncodeJpeg(stored, 97);
        using var locator = Lfw250.Open(MtcnnDetector.WeightsName);

        var loaded = ImageCodec.Decode(WithOrientation(jpeg, orientation), "turned");

        var expected = Assert.Single(locator.Locate(upright, "upright"));
        var actual = Assert.Single(locator.Locate(loaded, "turned"));
        Assert.True(BoxOverlap.OverUnion(expected.Box, actual.Box) > 0.95);

        // Without the orientation the face is elsewhere or not detected.
        Assert.DoesNotContain(
            locator.Locate(ImageCodec.Decode(jpeg, "as stored"), "as stored"), f => BoxOverlap.OverUnion(expected.Box, f.Box) > 0.95);
    }

    [SharedTheory(Lfw250.Folder, Lfw250.Mtcnn, Lfw250.Tiny, Lfw250.Landmarks)]
    [InlineData(MtcnnDetector.WeightsName)]
    [InlineData(TinyFaceDetector.WeightsName)]
    public void Locate_ManyCallsAtOnce_GiveWhatOneByOneGives(string detector)
    {
        using var locator = Lfw250.Open(detector);
        var photos = Lfw250.Photos().Where((_, i) => i % 50 == 0).Select(p => ImageCodec.Load(p)).ToArray();
        var single = photos.Select(p => locator.Locate(p, "one")).ToArray();

        var many = new IReadOnlyList<LocatedFace>[photos.Length];
        Parallel.For(
            0, photos.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => many[i] = locator.Locate(photos[i], "many"));

        for (var i = 0; i < photos.Length; i++)
        {
            Assert.Equal(single[i].Select(f => f.Box), many[i].Select(f => f.Box));
            Assert.All(single[i].Zip(many[i]), p => Assert.Equal(p.First.Aligned.Pixels, p.Second.Aligned.Pixels));
        }
    }

    [SharedFact(Photo, Lfw250.Tiny)]
    public void Detect_AfterDispose_IsRefused()
    {
        var detector = TinyFaceDetector.Load(SharedFiles.PathOf(Lfw250.Tiny));
        detector.Dispose();
        detector.Dispose();

        Assert.Throws<ObjectDisposedException>(() => detector.Detect(new RgbImage(64, 64)));
    }

    [SharedFact(Lfw250.Tiny)]
    public void Load_OptionsThatMakeNoSense_NameTheOption()
    {
        Assert.Contains(
            "MinScore", Assert.Throws<ArgumentException>(() => new TinyFaceDetectorOptions { MinScore = 1 }.Validate()).Message);
        Assert.Contains("Sides", Assert.Throws<ArgumentException>(() => new TinyFaceDetectorOptions { Sides = [100] }.Validate()).Message);
        Assert.Contains(
            "MaxOverlap", Assert.Throws<ArgumentException>(
                () => new TinyFaceDetectorOptions { MaxOverlap = double.NaN }.Validate()).Message);
        Assert.Contains("MinFaceSide", Assert.Throws<ArgumentException>(() => new MtcnnOptions { MinFaceSide = 4 }.Validate()).Message);
        Assert.Contains("ScaleFactor", Assert.Throws<ArgumentException>(() => new MtcnnOptions { ScaleFactor = 1 }.Validate()).Message);
        Assert.Contains("WorkingSide", Assert.Throws<ArgumentException>(() => new MtcnnOptions { WorkingSide = 0 }.Validate()).Message);
    }

    private static bool Holds(FaceBox box, double x, double y) => x > box.X && x < box.X + box.Width && y > box.Y && y < box.Y + box.Height;

    /// <summary>
    /// Rows of LFW photos, each row of a different size, on grey; the side of a face is about 0.4 of the photo's side.
    /// </summary>
    private static (RgbImage Photo, List<FaceBox> Places) Scene(int width, int height, int[] sides)
    {
        var scene = new RgbImage(width, height);
        Array.Fill(scene.Pixels, (byte)110);
        var photos = Lfw250.Photos();
        var places = new List<FaceBox>();

        // Each of these photos has one face, so that the detections can be counted.
        string[] people = ["Aaron_Peirsol_0001", "Abel_Pacheco_0001", "Ahmed_Chalabi_0001", "Albert_Costa_0001", "Angela_Merkel_0002"];
        var y = 0;
        foreach (var side in sides.Where(s => y + s <= height))
        {
            for (var x = 0; x + side <= width; x += side + 40)
            {
                var file = photos.Single(p => p.EndsWith(people[places.Count % people.Length] + ".jpg", StringComparison.Ordinal));
                var part = ImageOps.Resize(ImageCodec.Load(file), side, side);
                for (var row = 0; row < side && y + row < height; row++)
                {
                    part.Pixels.AsSpan(row * side * 3, side * 3).CopyTo(scene.Pixels.AsSpan((((y + row) * width) + x) * 3));
                }

                places.Add(new FaceBox(x, y, side, side));
            }

            y += side + 20;
        }

        return (scene, places);
    }

    /// <summary>Inserts an EXIF segment with only the orientation after the start-of-image marker.</summary>
    private static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] tiff = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        byte[] segment = [0xFF, 0xE1, 0, (byte)(2 + 6 + tiff.Length), .. "Exif\0\0"u8, .. tiff];
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }
}
