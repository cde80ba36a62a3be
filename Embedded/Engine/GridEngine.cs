using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace FaceGrid.Embedded.Engine;

/// <summary>The running grid: which activations there are, and the clocks that watch them.</summary>
internal sealed class GridEngine
{
    private readonly ConcurrentDictionary<GrainId, ICallTarget> targets = new();
    private readonly ITimer collector;
    private volatile bool stopped;

    public GridEngine(
        IServiceProvider services,
        GrainAssemblies assemblies,
        TimeProvider time,
        IOptions<GrainCollectionOptions> collection,
        IOptions<SiloMessagingOptions> messaging,
        ILogger<GridEngine> logger)
    {
        Services = services;
        Time = time;
        Collection = collection.Value;
        Logger = logger;
        Registry = new GrainRegistry(assemblies.All, Collection);
        Factory = new GrainFactory(this);
        ResponseTimeout = messaging.Value.ResponseTimeout;
        CancelRequestOnTimeout = messaging.Value.CancelRequestOnTimeout;

        // Late by at most a second, and by at most a quarter.
        Pending = new PendingCalls(time, Shorter(TimeSpan.FromSeconds(1), ResponseTimeout / 4));
        collector = time.CreateTimer(static self => ((GridEngine)self!).CollectIdle(), this, Collection.CollectionQuantum, Collection.CollectionQuantum);
    }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public GrainCollectionOptions Collection { get; }

    public ILogger Logger { get; }

    public GrainRegistry Registry { get; }

    public GrainFactory Factory { get; }

    public PendingCalls Pending { get; }

    public TimeSpan ResponseTimeout { get; }

    public bool CancelRequestOnTimeout { get; }

    public long DeadlineAfter(TimeSpan? timeout) =>
        Time.GetTimestamp() + (long)((timeout ?? ResponseTimeout).TotalSeconds * Time.TimestampFrequency);

    public CancellationTokenSource CancelAfter(TimeSpan delay, CancellationToken linked = default)
    {
        var source = new CancellationTokenSource(delay, Time);
        if (linked.CanBeCanceled)
        {
            linked.UnsafeRegister(
                static self =>
                {
                    try
                    {
                        ((CancellationTokenSource)self!).Cancel();
                    }
                    catch (ObjectDisposedException)
                    {
                        // Over before the token was cancelled.
                    }
                },
                source);
        }

        return source;
    }

    /// <summary>Hands the request to the grain, which is activated if it is not active. Returns what took it.</summary>
    public ICallTarget Deliver(GrainId grain, Request request)
    {
        while (true)
        {
            if (!targets.TryGetValue(grain, out var target))
            {
                if (stopped)
                {
                    throw new SiloUnavailableException("The host is shutting down and can no longer process requests.");
                }

                var grainClass = Registry[grain.Type];
                ICallTarget made = grainClass.MaxLocalWorkers > 0 ? new StatelessWorkers(this, grainClass, grain) : new Activation(this, grainClass, grain);
                target = targets.GetOrAdd(grain, made);
                if (ReferenceEquals(target, made))
                {
                    // The request that makes it start is in its queue by then: its context is the activation's.
                    var taken = made.TryReceive(request);
                    made.Start();
                    if (taken)
                    {
                        return made;
                    }

                    continue;
                }
            }

            if (target.TryReceive(request))
            {
                return target;
            }

            targets.TryRemove(new KeyValuePair<GrainId, ICallTarget>(grain, target));
        }
    }

    public void Remove(Activation activation)
    {
        if (targets.TryGetValue(activation.GrainId, out var target)
            && (target is not StatelessWorkers workers ? ReferenceEquals(target, activation) : workers.Remove(activation)))
        {
            targets.TryRemove(new KeyValuePair<GrainId, ICallTarget>(activation.GrainId, target));
        }
    }

    /// <summary>Ends all activations, in parallel. Calls that they make meanwhile still work.</summary>
    public async Task StopAsync(CancellationToken deadline)
    {
        await collector.DisposeAsync();
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "This process is terminating.");
        while (Activations().ToArray() is { Length: > 0 } active && !deadline.IsCancellationRequested)
        {
            Array.ForEach(active, a => a.Deactivate(reason, deadline));
            await Task.WhenAll(active.Select(a => a.Deactivated)).WaitAsync(deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        stopped = true;
        Pending.Dispose();
        foreach (var request in Pending.TakeAll())
        {
            request.Fail(new SiloUnavailableException("The host is shutting down and can no longer process the request."));
        }
    }

    public IEnumerable<Activation> Activations() => targets.Values.SelectMany(t => t switch
    {
        Activation activation => [activation],
        StatelessWorkers workers => workers.Snapshot(),
        _ => [],
    });

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private void CollectIdle()
    {
        foreach (var activation in Activations())
        {
            activation.CollectIfIdle();
        }
    }
}
