using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Detection;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Faces.Detection;

/// <summary>Compares the raw output of each network with PyTorch on the same pixels.</summary>
public sealed class NetworkOutputTests : IDisposable
{
    private const string Tiny = "models/tiny-face-detector.safetensors";
    private const string Mtcnn = "models/mtcnn.safetensors";
    private const string Landmarks = "models/face-landmark-68.safetensors";
    private const string TinyLandmarks = "models/face-landmark-68-tiny.safetensors";
    private const string Photo = "data/lfw250/known/Aaron_Peirsol/Aaron_Peirsol_0001.jpg";
    private const float Tolerance = 1e-4f;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedPythonFact(Tiny, Photo)]
    public void TinyYolo_SquareAndOblongPictures_EqualPyTorch()
    {
        using var file = Open(Tiny);
        using var network = TinyYoloNetwork.Load(file, CPU);
        foreach (var (width, height) in new[] { (416, 416), (224, 96) })
        {
            var (pixels, path) = Resized(width, height);

            var expected = ReferenceNetworks.Run(
                "answer(tiny_yolo(read(args[0]), np.asarray(photo(args[1]))).permute(1, 2, 0).numpy())", SharedFiles.PathOf(Tiny), path);

            var actual = network.Forward(TinyYoloNetwork.Input.Of(pixels), width, height);
            Assert.Equal(height / 32 * width / 32 * 25, actual.Length);
            AssertClose(expected[0], actual);
        }
    }

    [SharedPythonFact(Mtcnn, Photo)]
    public void MtcnnProposal_PictureOfOddSides_EqualsPyTorch()
    {
        var (pixels, path) = Resized(133, 76);
        var expected = ReferenceNetworks.Run(
            """
            scores, regions = pnet(read(args[0]), np.asarray(photo(args[1])))
            answer(scores.numpy(), regions.permute(1, 2, 0).numpy())
            """,
            SharedFiles.PathOf(Mtcnn),
            path);

        var actual = Heads(0, pixels, 1, 76, 133);

        Assert.Equal((((76 - 1) / 2) - 4) * (((133 - 1) / 2) - 4), actual[0].Length);
        Assert.All(expected.Zip(actual), p => AssertClose(p.First, p.Second));
    }

    [SharedPythonFact(Mtcnn, Photo)]
    public void MtcnnRefinementAndOutput_TwoPatches_EqualPyTorch()
    {
        foreach (var (stage, side, call) in new[] { (1, 24, "rnet"), (2, 48, "onet") })
        {
            // An image of twice the height of a patch holds two patches, one below the other.
            var (pixels, path) = Resized(side, 2 * side);

            var expected = ReferenceNetworks.Run(
                $"answer(*{call}(read(args[0]), [np.asarray(photo(args[1]))[i * {side}:(i + 1) * {side}] for i in range(2)]))",
                SharedFiles.PathOf(Mtcnn),
                path);

            var actual = Heads(stage, pixels, 2, side, side);
            Assert.Equal(stage + 1, expected.Length);
            Assert.All(expected.Zip(actual), p => AssertClose(p.First, p.Second));
        }
    }

    [SharedPythonFact(Landmarks, TinyLandmarks, Photo)]
    public void Landmarks_FullAndTinyNetwork_EqualPyTorch()
    {
        var (pixels, path) = Resized(112, 112);
        foreach (var weights in new[] { Landmarks, TinyLandmarks })
        {
            using var file = Open(weights);
            using var network = LandmarkNetwork.Load(file, CPU);

            var expected = ReferenceNetworks.Run(
                "answer(landmarks68(read(args[0]), np.asarray(photo(args[1]))))", SharedFiles.PathOf(weights), path);

            Assert.Equal(weights == TinyLandmarks, network.IsTiny);
            AssertClose(expected[0], network.Forward(LandmarkNetwork.Input.Of(pixels), 1));
        }
    }

    [SharedFact(Tiny, Mtcnn, Landmarks)]
    public void Load_WeightsOfAnotherNetwork_NamesTheTensor()
    {
        using var tiny = Open(Tiny);
        using var mtcnn = Open(Mtcnn);

        Assert.Contains("'conv0.filters' is missing", Assert.Throws<BadInputException>(() => TinyYoloNetwork.Load(mtcnn, CPU)).Message);
        Assert.Contains(
            "'pnet.conv1.weights' is missing", Assert.Throws<BadInputException>(() => MtcnnStageNetwork.Load(tiny, CPU)).Message);
        Assert.Contains(
            "'dense0.conv0.filters' is missing", Assert.Throws<BadInputException>(() => LandmarkNetwork.Load(tiny, CPU)).Message);
    }

    private static SafeTensorsFile Open(string relative) => SafeTensorsFile.Open(SharedFiles.PathOf(relative));

    private static float[][] Heads(int stage, RgbImage pixels, int count, int height, int width)
    {
        using var file = Open(Mtcnn);
        var (proposal, refinement, output) = MtcnnStageNetwork.Load(file, CPU);
        using (proposal)
        using (refinement)
        using (output)
        {
            var network = stage switch { 0 => proposal, 1 => refinement, _ => output };
            return network.Forward(MtcnnStageNetwork.Input.Of(pixels), count, height, width);
        }
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, Tolerance));

        // Comparing only zeros would be meaningless.
        Assert.True(expected.Max() - expected.Min() > 0.01);
    }

    private (RgbImage Pixels, string Path) Resized(int width, int height)
    {
        var image = ImageOps.Resize(ImageCodec.Load(SharedFiles.PathOf(Photo)), width, height);
        var path = _folder.File($"{width}x{height}.png");
        File.WriteAllBytes(path, ImageCodec.EncodePng(image));
        return (image, path);
    }
}
