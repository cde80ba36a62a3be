namespace FaceGrid.Embedded.Engine;

/// <summary>
/// The calls that wait for an answer, swept for those past their deadline. Striped linked lists: entering and leaving cost two
/// uncontended locks, where a timer or a dictionary entry for each call would cost more than the call.
/// </summary>
internal sealed class PendingCalls : IDisposable
{
    private readonly Stripe[] stripes;
    private readonly TimeProvider time;
    private readonly ITimer sweeper;

    public PendingCalls(TimeProvider time, TimeSpan sweepPeriod)
    {
        this.time = time;
        stripes = new Stripe[Math.Max(4, 4 * Environment.ProcessorCount)];
        for (var i = 0; i < stripes.Length; i++)
        {
            stripes[i] = new Stripe();
        }

        sweeper = time.CreateTimer(static self => ((PendingCalls)self!).Sweep(), this, sweepPeriod, sweepPeriod);
    }

    public void Add(Request request)
    {
        var index = Environment.CurrentManagedThreadId % stripes.Length;
        var stripe = stripes[index];
        lock (stripe.Gate)
        {
            request.PendingStripe = index;
            request.PendingNext = stripe.First;
            if (stripe.First is not null)
            {
                stripe.First.PendingPrevious = request;
            }

            stripe.First = request;
        }
    }

    public void Remove(Request request)
    {
        if (request.PendingStripe < 0)
        {
            return;
        }

        var stripe = stripes[request.PendingStripe];
        lock (stripe.Gate)
        {
            if (request.PendingStripe < 0)
            {
                return;
            }

            if (request.PendingPrevious is null)
            {
                stripe.First = request.PendingNext;
            }
            else
            {
                request.PendingPrevious.PendingNext = request.PendingNext;
            }

            if (request.PendingNext is not null)
            {
                request.PendingNext.PendingPrevious = request.PendingPrevious;
            }

            request.PendingPrevious = request.PendingNext = null;
            request.PendingStripe = -1;
        }
    }

    /// <summary>Takes all of them out, to fail them.</summary>
    public List<Request> TakeAll() => Take(static (_, _) => true, 0);

    public void Dispose() => sweeper.Dispose();

    private void Sweep()
    {
        foreach (var request in Take(static (request, now) => request.Deadline < now, time.GetTimestamp()))
        {
            request.TimeOut();
        }
    }

    private List<Request> Take(Func<Request, long, bool> choose, long now)
    {
        var taken = new List<Request>();
        foreach (var stripe in stripes)
        {
            lock (stripe.Gate)
            {
                for (var request = stripe.First; request is not null; request = request.PendingNext)
                {
                    if (choose(request, now))
                    {
                        taken.Add(request);
                    }
                }
            }
        }

        taken.ForEach(Remove);
        return taken;
    }

    private sealed class Stripe
    {
        public readonly Lock Gate = new();
        public Request? First;
    }
}
