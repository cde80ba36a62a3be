using Microsoft.AspNetCore.Connections;

namespace FaceGrid.Silo.Local;

/// <summary>
/// Ends the calls of a client whose only silo has gone. Orleans would let them wait for their timeout, because another silo of a cluster
/// might answer.
/// </summary>
internal sealed class SiloConnectionWatch : IOutgoingGrainCallFilter
{
    private readonly CancellationTokenSource _lost = new();

    public bool IsLost => _lost.IsCancellationRequested;

    public void Lost() => _lost.Cancel();

    /// <exception cref="ConnectionResetException">The silo has ended before it answered.</exception>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        try
        {
            _lost.Token.ThrowIfCancellationRequested();
            await context.Invoke().WaitAsync(_lost.Token);
        }
        catch (Exception exception) when (IsLost && exception is OperationCanceledException or OrleansException)
        {
            throw new ConnectionResetException(
                "the worker has ended without an answer; whether it has done what was asked is not known", exception);
        }
    }
}
