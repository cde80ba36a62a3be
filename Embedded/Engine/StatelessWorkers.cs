using Orleans.Runtime;

namespace FaceGrid.Embedded.Engine;

/// <summary>The activations of one stateless worker grain: an idle one takes the request, else a new one, else the one with the shortest queue.</summary>
internal sealed class StatelessWorkers(GridEngine grid, GrainClass grainClass, GrainId grainId) : ICallTarget
{
    private readonly Lock gate = new();
    private readonly List<Activation> workers = [];
    private bool ended;

    public void Start()
    {
    }

    public bool TryReceive(Request request)
    {
        lock (gate)
        {
            while (!ended)
            {
                var worker = workers.Find(w => w.IsInactive);
                if (worker is null && workers.Count < grainClass.MaxLocalWorkers)
                {
                    worker = new Activation(grid, grainClass, grainId);
                    workers.Add(worker);
                    worker.Start();
                }

                worker ??= workers.MinBy(w => w.WaitingCount)!;
                if (worker.TryReceive(request))
                {
                    return true;
                }

                workers.Remove(worker);
            }

            return false;
        }
    }

    /// <summary>Forgets an activation that has ended; true if it was the last.</summary>
    public bool Remove(Activation activation)
    {
        lock (gate)
        {
            workers.Remove(activation);
            ended = workers.Count == 0;
            return ended;
        }
    }

    public Activation[] Snapshot()
    {
        lock (gate)
        {
            return [.. workers];
        }
    }
}
