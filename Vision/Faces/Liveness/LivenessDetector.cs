using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>
/// Passive presentation-attack detection in one photo with MiniFASNetV2 and MiniFASNetV1SE (Silent-Face-Anti-Spoofing): each is
/// shown the face with more or less of its surroundings and their softmax outputs are added. Safe for concurrent calls.
/// </summary>
/// <remarks>
/// The photo must show the surroundings of the face: the networks want the box enlarged 2.7 and 4 times. In a tight crop they
/// see the face alone, which is not what they were trained on, and their answers mean little (docs/results/liveness.md).
/// </remarks>
public sealed class LivenessDetector : IDisposable
{
    private readonly Lock _gate = new();
    private readonly (LivenessModel Model, FoldedMiniFasNet Network)[] _networks;
    private bool _disposed;

    private LivenessDetector((LivenessModel Model, FoldedMiniFasNet Network)[] networks) => _networks = networks;

    /// <summary>The networks in use.</summary>
    public IReadOnlyList<LivenessModel> Models => [.. _networks.Select(n => n.Model)];

    /// <param name="v2Path">Weights of MiniFASNetV2.</param>
    /// <param name="v1sePath">Weights of MiniFASNetV1SE.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="BadInputException">Unreadable, another network, or no such device.</exception>
    public static LivenessDetector Load(string v2Path, string v1sePath, string device = "cpu")
    {
        var target = ComputeDevice.Parse(device);
        var networks = new List<(LivenessModel, FoldedMiniFasNet)>();
        try
        {
            foreach (var (path, architecture) in new[] { (v2Path, "minifasnet-v2"), (v1sePath, "minifasnet-v1se") })
            {
                using var file = SafeTensorsFile.Open(path);
                var model = LivenessModel.Read(file);
                if (model.Architecture != architecture)
                {
                    throw new BadInputException(path, $"holds the network '{model.Architecture}', '{architecture}' was expected");
                }

                networks.Add((model, FoldedMiniFasNet.Load(file, LivenessModel.PlanOf(path, architecture), target)));
            }

            return new LivenessDetector([.. networks]);
        }
        catch
        {
            networks.ForEach(n => n.Item2.Dispose());
            throw;
        }
    }

    /// <summary>The box lies in the photo with its centre at least: of a face that is mostly outside nothing can be said.</summary>
    public static bool CanJudge(RgbImage photo, FaceBox box)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        return photo.Width > 1 && photo.Height > 1 && box is { Width: > 0, Height: > 0 } && x >= 0 && x <= photo.Width && y >= 0 && y <= photo.Height;
    }

    /// <param name="photo">The whole photo, not a crop.</param>
    /// <param name="box">The face in it.</param>
    /// <exception cref="ArgumentException">The box is none in this photo.</exception>
    /// <exception cref="ObjectDisposedException">The detector was disposed.</exception>
    public LivenessScore Score(RgbImage photo, FaceBox box)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return new LivenessScore([.. Logits(photo, box).Zip(_networks, (logits, n) => Opinion(n.Model, logits))]);
    }

    /// <summary>Every network's three logits.</summary>
    internal IReadOnlyList<float[]> Logits(RgbImage photo, FaceBox box)
    {
        var crops = _networks.Select(n => LivenessCrop.Of(photo.Width, photo.Height, box, n.Model.CropScale).Cut(photo, MiniFasNetPlan.Side)).ToArray();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return [.. _networks.Zip(crops, (n, crop) => n.Network.Forward(crop, 1))];
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                Array.ForEach(_networks, n => n.Network.Dispose());
            }
        }
    }

    private static NetworkOpinion Opinion(LivenessModel model, float[] logits)
    {
        var most = logits.Max();
        var powers = logits.Select(l => Math.Exp(l - most)).ToArray();
        var sum = powers.Sum();
        return new NetworkOpinion(model.Architecture, powers[MiniFasNetPlan.LiveClass] / sum, powers[0] / sum, powers[2] / sum);
    }
}
