namespace FaceGrid.Grains.Jobs;

/// <summary>The result of <see cref="IJobEngine.Check"/>.</summary>
/// <param name="Settings">The settings in canonical form: equal settings are equal text.</param>
/// <param name="Version">Of the weights, or of the trainer and the files it starts with: another version computes another result.</param>
/// <param name="Steps">Of the whole run, at most: a training run may stop early.</param>
public sealed record JobCheck(string Settings, string Version, int Steps);
