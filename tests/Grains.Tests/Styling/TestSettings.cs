using System.Text.Json;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Tests.Styling;

/// <param name="Label">What hooks know the job by.</param>
/// <param name="InfiniteAt">The step whose loss is infinite; 0: none.</param>
/// <param name="CrashAt">The step that throws; 0: none.</param>
internal sealed record TestSettings(
    string Label, int Steps, double ContentWeight = 1, double StyleWeight = 0.5, int Side = 8, int InfiniteAt = 0, int CrashAt = 0)
{
    public static TestSettings Parse(string json)
    {
        try
        {
            var read = JsonSerializer.Deserialize<TestSettings>(json)!;
            return read.Steps > 0 ? read : throw new BadInputException("steps", $"{read.Steps} is not above 0");
        }
        catch (JsonException exception)
        {
            throw new BadInputException("settings", exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this);
}
