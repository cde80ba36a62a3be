using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Styling.Engines;
using FaceGrid.Grains.Training.Engines;
using FaceGrid.Silo.Local;
using FaceGrid.Vision;
using FaceGrid.Vision.Training.Runs;
using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Silo.Devices;

/// <summary>Creates and disposes the engines that execute jobs.</summary>
internal static class JobDevices
{
    /// <summary>Creates the compute lane and the engines; weights are loaded by the first job.</summary>
    /// <param name="folder">Caches of the engines.</param>
    /// <param name="catalog">Weights of style networks.</param>
    /// <param name="device">cpu, cuda or cuda:N.</param>
    /// <param name="threads">Processor threads; 0: one per core.</param>
    /// <param name="warn">Receives a line for each training photo that is left out.</param>
    /// <param name="paths">Which files of this machine jobs may name; null: any, for jobs of this machine's user.</param>
    public static JobDevice Create(
        JobsFolder folder, ModelCatalog catalog, string device, int threads, Action<string> warn, ServerPaths? paths = null)
    {
        var count = threads > 0 ? threads : Environment.ProcessorCount;
        return new JobDevice(new ComputeLane($"facegrid jobs {device}"))
        {
            Styles = new StyleRunEngine(
                weights => VggSource.Find(catalog, device, Permitted(weights)).Load(), device, count, new FileStyleCache(folder.GramCache)),
            Training = new EncoderRunEngine(
                photos => EncoderRunPhotos.OpenFolder(photos, unreadableLimit: null, warn, CancellationToken.None),
                folder.TeacherCache,
                device,
                count,
                AvailableMemory.Bytes,
                paths),
            Paths = paths ?? ServerPaths.Unrestricted,
        };

        // On a silo of a cluster, weights are a name in the catalogue.
        string? Permitted(string? weights) => weights is not null && paths is { IsRestricted: true } && !IsName(weights)
            ? paths.Resolve("--weights", weights)
            : weights;
    }

    /// <summary>True for a name of the catalogue, which holds no folder: a file of that name in the working folder is not meant.</summary>
    private static bool IsName(string weights) =>
        weights.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && !weights.StartsWith('.') && !File.Exists(weights);

    /// <summary>Disposes the lane and the engines.</summary>
    public static void Dispose(JobDevice device)
    {
        device.Lane.Dispose();
        (device.Styles as IDisposable)?.Dispose();
        (device.Training as IDisposable)?.Dispose();
    }
}
