using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Visualization;
using FaceGrid.Silo.Devices;
using FaceGrid.Silo.Encryption;
using FaceGrid.Silo.Storage;
using FaceGrid.Silo.Storage.Blobs;
using FaceGrid.Silo.Storage.Sqlite;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Tensors;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Silo.Local;

/// <summary>
/// The silo of one data folder in this process: its SQLite store and the engines, which it disposes. It claims the folder before the store
/// does, so that it can wait for it, and choose the key file and replace a killed worker's socket meanwhile.
/// </summary>
public sealed class LocalStoreSilo : IAsyncDisposable
{
    private readonly Stack<Action> _release = new();
    private FileEncoderSource? _encoder;
    private LocalSilo? _silo;

    private LocalStoreSilo(LocalStoreOptions options) =>
        Blobs = new FileBlobStore(options.Blobs);

    /// <summary>Creates references to the silo's grains.</summary>
    public IGrainFactory GrainFactory => _silo!.GrainFactory;

    /// <summary>Images, checkpoints and results.</summary>
    public IBlobStore Blobs { get; }

    /// <summary>Completes with the error when a store has stopped after a failed write or flush of the disk: the process must end.</summary>
    public Task<GridRequestException> StoreStopped => StoppedStore.Of(_silo!.Services);

    /// <summary>Locks the folder and starts the silo.</summary>
    /// <exception cref="DataFolderInUseException">Another process holds the folder.</exception>
    /// <exception cref="BadInputException">The folder, its store or the key file is unusable.</exception>
    public static async Task<LocalStoreSilo> StartAsync(LocalStoreOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var silo = new LocalStoreSilo(options);
        try
        {
            await silo.Start(options, cancellationToken);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Replaces the encoder, before the first face is encoded.</summary>
    /// <exception cref="InvalidOperationException">The silo was started without an encoder.</exception>
    public void UseEncoder(EncoderModel encoder) =>
        (_encoder ?? throw new InvalidOperationException("this silo has no encoder")).Replace(encoder);

    /// <summary>Stops the silo, then disposes engines and stores and releases the folder's lock.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
        {
            await _silo.DisposeAsync();
        }

        while (_release.TryPop(out var release))
        {
            release();
        }
    }

    private async Task Start(LocalStoreOptions options, CancellationToken cancellationToken)
    {
        var folderLock = options.LockPatience > TimeSpan.Zero
            ? await DataFolderLock.AcquireAsync(options.Folder, options.LockPatience, cancellationToken)
            : DataFolderLock.Acquire(options.Folder);
        _release.Push(folderLock.Dispose);
        if (options.Jobs is not null)
        {
            DataFolder.Prepare(options.Jobs.Folder.Data);
        }

        if (options.Encoder is { } model)
        {
            _encoder = new FileEncoderSource(model, options.Device, options.Threads);
            _release.Push(_encoder.Dispose);
            _ = LibTorch.Preload();
        }

        var store = Path.Combine(options.Folder, "grains.db");
        var keyFile = options.Encryption is { } encryption ? LocalKeyFile.Select(store, encryption) : null;

        // Created while the lock is held, so that only the socket of a killed worker can be replaced.
        string? socket = null;
        if (options.Jobs is { Gate: not null } worker)
        {
            socket = WorkerSocket.Create(worker.Folder);
            _release.Push(() => WorkerSocket.Remove(worker.Folder));
        }

        _silo = await LocalSilo.StartAsync(
            services => Configure(services, options, store, keyFile), [typeof(IdentityGrain).Assembly], cancellationToken, socket);
    }

    private void Configure(IServiceCollection services, LocalStoreOptions options, string store, string? keyFile)
    {
        services.AddLocalStore(store, keyFile);
        services.AddOptions<ShardOptions>();
        services.AddSingleton(Blobs);
        services.AddSingleton<IEncoderSource>(_encoder ?? (IEncoderSource)new NullEncoderSource());
        if (options.Jobs is { } jobs)
        {
            var device = JobDevices.Create(jobs.Folder, jobs.Catalog, options.Device, options.Threads, jobs.Warn);
            _release.Push(() => JobDevices.Dispose(device));
            services.AddSingleton(device);
            services.Configure<JobOptions>(o => o.Slots = jobs.Gate is null ? 0 : 1);
            if (jobs.Gate is not null)
            {
                services.AddSqliteReminders(store);
                services.AddSingleton<IIncomingGrainCallFilter>(jobs.Gate);
            }
        }

        if (options.Features is { } features)
        {
            var network = new SingleFeatureNetwork(features.Network, options.Device, options.Threads);
            _release.Push(network.Dispose);
            services.AddSingleton<IFeatureNetworkSource>(network);
            services.AddSingleton<IFeatureImageSource>(new DelegatedFeatureImages(features.ReadPhoto));
            services.AddOptions<FeatureSearchOptions>();
        }
    }
}
