using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaceGrid.Vision.Styling.Runs;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Grains.Training.Engines;

/// <summary>Where an encoder comes from: everything that is needed to train it again, and how it went.</summary>
internal sealed record EncoderRunProvenance(
    EncoderRunConfiguration Configuration, string Folder, EncoderRunPhotos Photos, string? Teacher, int Threads, string Device)
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="seconds">That the device has worked on all steps.</param>
    public string Of(EncoderRun run, double seconds) => new JsonObject
    {
        ["program"] = StyleProvenance.Program,
        ["configuration"] = JsonNode.Parse(Configuration.ToJson()),
        ["photos"] = new JsonObject { ["folder"] = Folder, ["sha256"] = Photos.Hash, ["words"] = Photos.Description },
        ["teacher"] = Teacher,
        ["peopleTrainedOn"] = run.People.Training,
        ["peopleHeldOut"] = run.People.HeldOut,
        ["parameters"] = run.ParameterCount,
        ["stepsDone"] = run.StepsDone,
        ["bestStep"] = run.BestStep,
        ["seconds"] = Math.Round(seconds, 3),
        ["threads"] = Threads,
        ["device"] = Device,
    }.ToJsonString(Indented);
}
