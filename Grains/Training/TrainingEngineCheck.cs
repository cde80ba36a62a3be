namespace FaceGrid.Grains.Training;

/// <summary>What an engine knows of a request before it computes anything.</summary>
/// <param name="Configuration">The same configuration, written in the one way that equal ones are written in.</param>
/// <param name="Version">Of the trainer and of the files that it begins with: another one would train another encoder.</param>
/// <param name="Steps">At most: a run may stop early.</param>
public sealed record TrainingEngineCheck(string Configuration, string Version, int Steps);
