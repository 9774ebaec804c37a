import { TestSuite } from '../types';

// Generated

export const benchmarkData: TestSuite = {
  "metadata": {
    "version": "9.8.7",
    "runId": "9.8.7-x",
    "date": "2024-05-06T07:08:09Z",
    "environment": "GitHub CI",
    "description": "d",
    "testConfiguration": {
      "rps": 100,
      "connections": 50,
      "duration": 30,
      "cpuLimit": "1000m",
      "memoryLimit": "2000Mi"
    }
  },
  "results": [
    {
      "testName": "scaling up httproutes to 10 with 2 routes per hostname at 500 rps",
      "routes": 10,
      "routesPerHostname": 2,
      "phase": "scaling-up",
      "throughput": 404.25,
      "totalRequests": 12127,
      "latency": {
        "max": 26.5,
        "min": 0.365,
        "mean": 0.492,
        "pstdev": 0.477,
        "percentiles": {
          "p50": 0.444,
          "p75": 0.456,
          "p80": 0.46,
          "p90": 0.484,
          "p95": 0.536,
          "p99": 1.668,
          "p999": 7.041
        }
      },
      "resources": {
        "envoyGateway": {
          "memory": {
            "max": 134.5,
            "min": 110.25,
            "mean": 129.75
          },
          "cpu": {
            "max": 0.5,
            "min": 0.25,
            "mean": 0.4
          }
        },
        "envoyProxy": {
          "memory": {
            "max": 20.5,
            "min": 7.25,
            "mean": 19.5
          },
          "cpu": {
            "max": 98.5,
            "min": 6,
            "mean": 94.25
          }
        }
      },
      "poolOverflow": 1,
      "upstreamConnections": 10,
      "counters": {
        "benchmark.http_2xx": {
          "value": 12127,
          "perSecond": 404.25
        }
      }
    },
    {
      "testName": "scaling up httproutes to 50 with 10 routes per hostname",
      "routes": 50,
      "routesPerHostname": 2,
      "phase": "scaling-up",
      "throughput": 404.25,
      "totalRequests": 12127,
      "latency": {
        "max": 26.5,
        "min": 0.365,
        "mean": 0.492,
        "pstdev": 0.477,
        "percentiles": {
          "p50": 0.444,
          "p75": 0.456,
          "p80": 0.46,
          "p90": 0.484,
          "p95": 0.536,
          "p99": 1.668,
          "p999": 7.041
        }
      },
      "resources": {
        "envoyGateway": {
          "memory": {
            "max": 134.5,
            "min": 110.25,
            "mean": 129.75
          },
          "cpu": {
            "max": 0.5,
            "min": 0.25,
            "mean": 0.4
          }
        },
        "envoyProxy": {
          "memory": {
            "max": 20.5,
            "min": 7.25,
            "mean": 19.5
          },
          "cpu": {
            "max": 98.5,
            "min": 6,
            "mean": 94.25
          }
        }
      },
      "poolOverflow": 1,
      "upstreamConnections": 10,
      "counters": {
        "benchmark.http_2xx": {
          "value": 12127,
          "perSecond": 404.25
        }
      }
    }
  ]
};

export default benchmarkData;
