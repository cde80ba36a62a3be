namespace FaceGrid.Grains.Tests.Conformance;

public interface ILifeGrain : IGrainWithStringKey
{
    /// <summary>Which activation answers.</summary>
    Task<Guid> Who();

    Task<Guid> EndAfterThis();

    /// <summary>Asks to end, then waits at the gate.</summary>
    Task EndWhileBusy(string gate);

    Task<string> Failing(string kind);

    Task<string> Waiting(string gate, CancellationToken token);

    Task<bool> SleepUntilCancelled(CancellationToken token);

    [ResponseTimeout("00:00:01")]
    Task Slow(string gate);

    Task<string?> ReadContext(string key);

    Task SetContext(string key, string value);

    Task<string> IdentityText();
}
