using Microsoft.AspNetCore.Connections;

namespace FaceGrid.Silo.Local;

/// <summary>
/// Fails the calls of a client when the connection to its only silo is lost. Orleans would let them wait for their time-out, because in a
/// cluster another silo might answer.
/// </summary>
internal sealed class SiloConnectionWatch : IOutgoingGrainCallFilter
{
    private readonly CancellationTokenSource _lost = new();

    /// <summary>True once the connection is lost.</summary>
    public bool IsLost => _lost.IsCancellationRequested;

    /// <summary>Fails all calls under way and all later ones.</summary>
    public void Lost() => _lost.Cancel();

    /// <summary>Executes one outgoing call.</summary>
    /// <exception cref="ConnectionResetException">The silo's process ended before it answered.</exception>
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
                "the worker ended without an answer; whether it executed the call is unknown", exception);
        }
    }
}
