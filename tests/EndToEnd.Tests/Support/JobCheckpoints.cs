using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace FaceGrid.EndToEnd.Tests.Support;

/// <summary>
/// Reads a worker's checkpoints from its data folder: blobs whose header contains the step. Tests time their kills by them, which makes
/// the moment independent of the speed of the machine.
/// </summary>
internal static class JobCheckpoints
{
    private const string Magic = "facegrid job blob 1";

    private const string Kind = "checkpoint";

    /// <summary>Step of the newest checkpoint; 0: none.</summary>
    public static int NewestStep(string data)
    {
        var blobs = Path.Combine(data, "blobs");
        return Directory.Exists(blobs)
            ? Directory.EnumerateFiles(blobs, "*", SearchOption.AllDirectories).Select(StepOf).DefaultIfEmpty(0).Max()
            : 0;
    }

    /// <summary>Waits for a checkpoint of this step or a later one.</summary>
    /// <returns>False: the worker ended before.</returns>
    public static async Task<bool> Reaches(Process worker, string data, int step)
    {
        while (NewestStep(data) < step)
        {
            if (worker.HasExited)
            {
                return false;
            }

            await Task.Delay(2);
        }

        return true;
    }

    /// <summary>0 for other blobs, and for a blob that the worker has deleted in the meantime.</summary>
    private static int StepOf(string path)
    {
        try
        {
            using var reader = new StreamReader(path, Encoding.Latin1);
            var buffer = new char[200];
            var header = new string(buffer, 0, reader.ReadBlock(buffer)).Split('\n');
            return header is [Magic, Kind, _, var place, ..] ? int.Parse(place.Split(' ')[1], CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
