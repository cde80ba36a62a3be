namespace FaceGrid.Embedded.Engine;

/// <summary>Takes the requests of one grain: an activation, or the pool of a stateless worker.</summary>
internal interface ICallTarget
{
    /// <summary>Queues the request; false if this target has ended and another must be made.</summary>
    bool TryReceive(Request request);

    void Start();
}
