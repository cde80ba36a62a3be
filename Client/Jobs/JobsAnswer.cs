using System.Text.Json;

namespace FaceGrid.Client.Jobs;

/// <summary>A worker's answer: a result, or why there is none. To watch: any number of results, then an end.</summary>
internal sealed record JobsAnswer(JsonElement? Result = null, JobsFault? Fault = null, bool IsEnd = false);
