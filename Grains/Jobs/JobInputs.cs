using FaceGrid.Grains.Styling;

namespace FaceGrid.Grains.Jobs;

/// <summary>What an engine computes a job from.</summary>
/// <param name="Settings">JSON.</param>
/// <param name="Images">Of a style job; else empty.</param>
/// <param name="Folder">Of the photos of a training run; else null.</param>
public sealed record JobInputs(string Settings, IReadOnlyList<StyleInputFile> Images, string? Folder = null);
