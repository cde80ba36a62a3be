using System.Text.Json;

namespace FaceGrid.Client.Jobs;

/// <summary>What a command asks of a worker: the name of a method of <see cref="IJobs"/> and what it takes.</summary>
internal sealed record JobsQuestion(string Method, string? Job = null, int PreviewSide = 0, JsonElement? Request = null);
