using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>
/// Passive presentation-attack detection in one photo with MiniFASNetV2 and MiniFASNetV1SE (Silent-Face-Anti-Spoofing): each gets
/// the face with a different amount of its surroundings, and their softmax outputs are averaged. Safe for concurrent calls.
/// </summary>
/// <remarks>
/// The photo must contain the surroundings of the face: the networks use the box enlarged 2.7 and 4 times. On tight crops, which
/// the networks were not trained on, the scores are unreliable (docs/results/liveness.md).
/// </remarks>
public sealed class LivenessDetector : IDisposable
{
    private readonly Lock _gate = new();
    private readonly (LivenessModel Model, FoldedMiniFasNet Network)[] _networks;
    private bool _disposed;

    private LivenessDetector((LivenessModel Model, FoldedMiniFasNet Network)[] networks) => _networks = networks;

    /// <summary>Metadata of the networks.</summary>
    public IReadOnlyList<LivenessModel> Models => [.. _networks.Select(n => n.Model)];

    /// <summary>Loads both networks.</summary>
    /// <param name="v2Path">Weights of MiniFASNetV2.</param>
    /// <param name="v1sePath">Weights of MiniFASNetV1SE.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="BadInputException">A file is unreadable or holds another network, or the device does not exist.</exception>
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

    /// <summary>Whether the face can be scored: the box has an area and its centre is inside the photo.</summary>
    public static bool CanJudge(RgbImage photo, FaceBox box)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        return photo.Width > 1
            && photo.Height > 1
            && box is { Width: > 0, Height: > 0 }
            && x >= 0
            && x <= photo.Width
            && y >= 0
            && y <= photo.Height;
    }

    /// <summary>Scores a face.</summary>
    /// <param name="photo">The whole photo, not a face crop.</param>
    /// <param name="box">The face in it.</param>
    /// <exception cref="ArgumentException">The box has no area, or its centre is outside the photo.</exception>
    /// <exception cref="ObjectDisposedException">The detector was disposed.</exception>
    public LivenessScore Score(RgbImage photo, FaceBox box)
    {
        ArgumentNullException.ThrowIfNull(photo);
        return new LivenessScore([.. Logits(photo, box).Zip(_networks, (logits, n) => Classify(n.Model, logits))]);
    }

    /// <summary>The three logits of each network.</summary>
    internal IReadOnlyList<float[]> Logits(RgbImage photo, FaceBox box)
    {
        var crops = _networks
            .Select(n => LivenessCrop.Of(photo.Width, photo.Height, box, n.Model.CropScale).Cut(photo, MiniFasNetPlan.Side))
            .ToArray();
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

    private static NetworkLivenessScore Classify(LivenessModel model, float[] logits)
    {
        var most = logits.Max();
        var powers = logits.Select(l => Math.Exp(l - most)).ToArray();
        var sum = powers.Sum();
        return new NetworkLivenessScore(model.Architecture, powers[MiniFasNetPlan.LiveClass] / sum, powers[0] / sum, powers[2] / sum);
    }
}
