using Microsoft.AspNetCore.Connections;

namespace FaceGrid.Silo.Local;

/// <summary>
/// Ends the calls of a client whose only silo has gone. Orleans would let them wait for their timeout, because another silo of a cluster
/// might answer.
/// </summary>
internal sealed class SiloConnectionWatch : IOutgoingGrainCallFilter
{
    private readonly CancellationTokenSource lost = new();

    public bool IsLost => lost.IsCancellationRequested;

    public void Lost() => lost.Cancel();

    /// <exception cref="ConnectionResetException">The silo has ended before it answered.</exception>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        try
        {
            lost.Token.ThrowIfCancellationRequested();
            await context.Invoke().WaitAsync(lost.Token);
        }
        catch (Exception exception) when (IsLost && exception is OperationCanceledException or OrleansException)
        {
            throw new ConnectionResetException(
                "the worker has ended without an answer; whether it has done what was asked is not known", exception);
        }
    }
}
