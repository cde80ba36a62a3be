using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace FaceGrid.Grains.Visualization;

/// <inheritdoc cref="IFeatureSearchGrain"/>
/// <remarks>Reentrant: status calls are answered while pieces are computed. Between two awaits no other code of the grain runs.</remarks>
[Reentrant]
public sealed partial class FeatureSearchGrain(
    [PersistentState("search", GridStorage.Name)] IPersistentState<FeatureSearchSpec> spec,
    [PersistentState("progress", GridStorage.Name)] IPersistentState<FeatureSearchProgress> progress,
    IFeatureImageSource photos,
    IOptions<FeatureSearchOptions> options,
    TimeProvider time) : Grain, IFeatureSearchGrain
{
    private const int SkippedPage = 500;

    /// <summary>The longest time that a status call waits for a change, well below every response timeout.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly List<FeatureImage> _offered = [];
    private FeaturePlan? _plan;

    // As stored; answers are made from it alone.
    private FeatureSearchProgress _durable = new();
    private TaskCompletionSource _changed = New();
    private CancellationTokenSource? _stop;
    private Task _work = Task.CompletedTask;
    private string? _failure;

    private string Tenant => GridKeys.TenantOf(this.GetPrimaryKeyString());

    private string Subject => $"search '{GridKeys.NameOf(this.GetPrimaryKeyString())}'";

    private FeatureSearchStatus Status
    {
        get
        {
            if (_plan is null)
            {
                return new FeatureSearchStatus(FeatureSearchPhase.Unknown, 0, 0, 0, null);
            }

            var phase = Waiting().Count == 0 ? FeatureSearchPhase.Finished
                : _stop is not null ? FeatureSearchPhase.Running
                : _failure is not null ? FeatureSearchPhase.Failed
                : FeatureSearchPhase.Stopped;
            return new FeatureSearchStatus(
                phase,
                _plan.ImagesDone(_durable),
                spec.State.Images.Count,
                _durable.Skipped.Count,
                phase == FeatureSearchPhase.Failed ? _failure : null);
        }
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _durable = progress.State;
        _plan = spec.State.Request is null ? null : new FeaturePlan(spec.State);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Cancel();
        await _work.WaitAsync(cancellationToken).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public Task Offer(int first, IReadOnlyList<FeatureImage> images)
    {
        if (first < 0 || first > _offered.Count)
        {
            throw Refused($"image {first} was offered, {_offered.Count} was expected");
        }

        if (first + images.Count > FeatureSearchRequest.MostImages)
        {
            throw Refused($"a search has at most {FeatureSearchRequest.MostImages} images");
        }

        _offered.RemoveRange(first, _offered.Count - first);
        _offered.AddRange(images);
        return Task.CompletedTask;
    }

    public async Task<FeatureSearchStatus> Start(FeatureSearchRequest request)
    {
        FeatureSearchChecks.Check(request, Refused);
        if (_plan is null)
        {
            if (_offered.Count != request.Images)
            {
                throw Refused($"{_offered.Count} of {request.Images} images were offered");
            }

            await Begin(request);
        }
        else if (!FeatureSearchChecks.AreEqual(spec.State.Request!, request))
        {
            throw Refused("was started for another network, other layers, another size or other images");
        }

        if (_stop is null && Waiting() is { Count: > 0 } waiting)
        {
            _failure = null;
            _stop = new CancellationTokenSource();

            // Not awaited: the caller does not wait for the search. It does not throw.
            _work = Work(new Queue<int>(waiting), _stop.Token);
        }

        return Status;
    }

    public async Task<FeatureSearchStatus> Wait(FeatureSearchStatus? seen)
    {
        if (Status == seen)
        {
            await _changed.Task.WaitAsync(Patience, time).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        return Status;
    }

    public async Task<FeatureSearchStatus> Stop()
    {
        await Cancel();
        await _work;
        return Status;
    }

    public Task<byte[]> Maxima(int layer) =>
        layer >= 0 && layer < _durable.Maxima.Count && _durable.Maxima[layer].Length > 0
            ? Task.FromResult(_durable.Maxima[layer])
            : throw Refused($"has no table of layer {layer} yet");

    public Task<IReadOnlyList<SkippedImage>> Skipped(int from) =>
        Task.FromResult<IReadOnlyList<SkippedImage>>(_durable.Skipped.Where(s => s.Image >= from).Take(SkippedPage).ToList());

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Pieces that are not in the durable table.</summary>
    private List<int> Waiting() => [.. Enumerable.Range(0, _plan!.Pieces).Where(p => !FeaturePlan.IsDone(_durable, p))];

    private async Task Begin(FeatureSearchRequest request)
    {
        var begun =
            new FeatureSearchSpec { Request = request, ChunkImages = Math.Max(1, options.Value.ChunkImages), Images = [.. _offered] };
        await this.Write(spec, begun, spec.State);
        _plan = new FeaturePlan(spec.State);
        _offered.Clear();
    }

    /// <summary>Has every piece mapped, several at a time, and writes the results.</summary>
    private async Task Work(Queue<int> waiting, CancellationToken stopped)
    {
        var running = new List<Task<(int Piece, FeatureMapAnswer Answer)>>();
        try
        {
            while (waiting.Count > 0 || running.Count > 0)
            {
                while (running.Count < options.Value.ChunksAtOnce && waiting.TryDequeue(out var piece))
                {
                    running.Add(Map(piece, stopped));
                }

                await Task.WhenAny(running);
                var ended = running.Where(t => t.IsCompleted).ToList();
                running.RemoveAll(ended.Contains);

                // Results are kept even if another piece failed meanwhile.
                var next = _durable;
                foreach (var task in ended.Where(t => t.IsCompletedSuccessfully))
                {
                    var (piece, answer) = await task;
                    next = _plan!.With(next, piece, answer);
                }

                if (next != _durable)
                {
                    await Write(next);
                    News();
                }

                await Task.WhenAll(ended);
                stopped.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // Stopped is no failure.
        }
        catch (InconsistentStateException)
        {
            // Another activation has the search; its writes count.
            _failure = $"{Subject}: another silo continues it";
            DeactivateOnIdle();
        }
        catch (Exception exception)
        {
            // Hosts and stores wrap the cause.
            _failure = exception.GetBaseException().Message.ReplaceLineEndings(" ");
        }
        finally
        {
            await Cancel();
            await ((Task)Task.WhenAll(running)).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            _stop?.Dispose();
            _stop = null;
            News();
        }
    }

    private async Task<(int Piece, FeatureMapAnswer Answer)> Map(int piece, CancellationToken stopped)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (piece, await GrainFactory.GetGrain<IFeatureMapGrain>(Tenant).Map(_plan!.Request(piece), stopped));
            }
            catch (Exception exception) when (exception is not GridRequestException && !stopped.IsCancellationRequested
                && attempt < options.Value.Attempts)
            {
                await Task.Delay(options.Value.RetryDelay * attempt, time, stopped);
            }
        }
    }

    private async Task Write(FeatureSearchProgress next)
    {
        await this.Write(progress, next, _durable);
        _durable = next;
    }

    private void News()
    {
        var told = _changed;
        _changed = New();
        told.SetResult();
    }

    private GridRequestException Refused(string reason) => new(GridError.InvalidRequest, Subject, reason);

    private Task Cancel() => _stop?.CancelAsync() ?? Task.CompletedTask;
}
