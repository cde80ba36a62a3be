using System.Text.Json;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Silo.Models;

/// <summary>A calibration as JSON: <c>NAME.calibration.json</c> beside <c>NAME.safetensors</c> applies to those weights.</summary>
public static class CalibrationFile
{
    private const string Extension = ".calibration.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The calibration beside a weight file; null if no file exists, or if it was measured for another model version.</summary>
    /// <exception cref="BadInputException">The file exists and is not a calibration.</exception>
    public static Calibration? Beside(EncoderModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var path = Path.ChangeExtension(model.Path, null) + Extension;
        return File.Exists(path) && Read(path) is var calibration && calibration.ModelVersion == model.Version ? calibration : null;
    }

    /// <summary>Reads a calibration and checks its threshold table.</summary>
    /// <exception cref="BadInputException">The file is not a calibration.</exception>
    public static Calibration Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var calibration = JsonSerializer.Deserialize<Calibration>(stream, Options);
            if (calibration is not { ModelVersion: not null, Points: not null } || calibration.Points.Any(p => p is null))
            {
                throw new BadInputException(path, "is not a calibration: modelVersion and points are needed");
            }

            _ = new ThresholdTable(calibration.Points.Select(p => new ThresholdPoint(p.Fmr, p.Threshold, p.Fnmr, p.Extrapolated)));
            return calibration;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new BadInputException(path, "is not a calibration: " + e.Message.ReplaceLineEndings(" "), e);
        }
    }

    /// <summary>Writes a calibration; an existing file is replaced atomically.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, Calibration calibration) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, calibration, Options));
}
