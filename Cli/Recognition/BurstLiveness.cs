using FaceGrid.Cli.CommandLine;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces.Alignment;
using FaceGrid.Vision.Faces.Liveness;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Cli.Recognition;

/// <summary><c>recognize --frames --temporal-liveness</c>: scores whether the face in a burst moves like a live one.</summary>
internal static class BurstLiveness
{
    /// <param name="context">The invocation, for weights and device.</param>
    /// <param name="name">Name of the burst, for error messages.</param>
    /// <param name="frames">The files, and the person's face in each.</param>
    /// <exception cref="BadInputException">Too few frames, or the networks' weights are not installed.</exception>
    public static TemporalLivenessScore Judge(CommandContext context, string name, IReadOnlyList<(string File, PhotoFace Face)> frames)
    {
        if (frames.Count < TemporalLiveness.MinFrames)
        {
            throw new BadInputException(
                name, $"a face was found in {frames.Count} frames; temporal liveness needs {TemporalLiveness.MinFrames}");
        }

        using var networks = TemporalLiveness.Create(context.Catalog.Weights)
            ?? throw new BadInputException(
                "temporal liveness", $"needs {string.Join(" and ", TemporalLiveness.WeightNames)}, which are bundled with the program");
        return networks.Score(
            [.. frames.Select(f => f.Face.Where.Aligned)],
            EyeOpenings(context, frames));
    }

    /// <summary>Eye aspect ratio of every frame; empty without landmarks or without the landmark network.</summary>
    private static IReadOnlyList<double?> EyeOpenings(CommandContext context, IReadOnlyList<(string File, PhotoFace Face)> frames)
    {
        var weights = context.Catalog.Weights(Landmarker68.WeightsName) ?? context.Catalog.Weights(Landmarker68.TinyWeightsName);
        if (weights is null || frames.Any(f => f.Face.Where.Landmarks is null))
        {
            return [];
        }

        using var landmarker = Landmarker68.Load(weights, context.Device);
        return [.. frames.Select(Opening)];

        double? Opening((string File, PhotoFace Face) frame) =>
            landmarker.Find(ImageCodec.Load(frame.File), [frame.Face.Where.Box]) is [var landmarks] ? EyeAspectRatio.Of(landmarks) : null;
    }
}
