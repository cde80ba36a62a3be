using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace FaceGrid.EndToEnd.Tests.Support;

/// <summary>
/// The checkpoints that a worker writes, seen from outside: blobs in its data folder whose header holds the step. A test that kills a
/// worker
/// chooses the moment by them, so that it is the same moment of the job on a slow machine as on a fast one.
/// </summary>
internal static class JobCheckpoints
{
    private const string Magic = "facegrid job blob 1";

    private const string Kind = "checkpoint";

    /// <summary>Step of the newest checkpoint; 0 where there is none.</summary>
    public static int NewestStep(string data)
    {
        var blobs = Path.Combine(data, "blobs");
        return Directory.Exists(blobs)
            ? Directory.EnumerateFiles(blobs, "*", SearchOption.AllDirectories).Select(StepOf).DefaultIfEmpty(0).Max()
            : 0;
    }

    /// <summary>Waits until there is a checkpoint of this step or a later one.</summary>
    /// <returns>False: the worker ended by itself before.</returns>
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

    /// <summary>0 for other blobs, and for one that the worker has deleted meanwhile.</summary>
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
